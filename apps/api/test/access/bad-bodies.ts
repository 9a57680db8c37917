import { randomBytes } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** A body that nobody may send, and the codes of which one must answer it. */
export interface BadBody {
  readonly name: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  readonly codes: readonly string[];
}

const bytes = (data: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(data);
const nested = (depth: number): string => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const unread = ["request.wrong_type"];
const broken = ["request.bad_json"];
const tooLarge = ["request.too_large"];

export function badBodies(tooMuch: number): BadBody[] {
  const zeros = `{"a":"${"0".repeat(tooMuch)}"}`;
  const typed = (type: string, body: BadBody["body"] = "a=b", codes = unread): BadBody => ({
    name: type,
    body,
    headers: { "content-type": type },
    codes,
  });
  const packed = (encoding: string, body: Uint8Array, codes: readonly string[]): BadBody => ({
    name: `${encoding}, ${body.byteLength} bytes`,
    body: bytes(body),
    headers: { "content-encoding": encoding },
    codes,
  });
  return [
    { name: "too much", body: zeros, codes: tooLarge },
    packed("gzip", gzipSync(zeros), tooLarge),
    packed("br", brotliCompressSync(zeros, { params: { 1: 1 } }), tooLarge),
    packed("gzip", randomBytes(64), broken),
    packed("deflate", randomBytes(64), broken),
    packed("zstd", randomBytes(64), broken),
    { name: "100,000 deep", body: nested(100_000), codes: ["request.too_deep", ...tooLarge] },
    { name: "20,000 deep", body: nested(20_000), codes: ["request.too_deep"] },
    { name: "__proto__", body: '{"__proto__":{"polluted":true}}', codes: ["request.forbidden_key"] },
    {
      name: "constructor",
      body: '{"a":[{"constructor":{"prototype":{"polluted":true}}}]}',
      codes: ["request.forbidden_key"],
    },
    { name: "1e309", body: '{"a":1e309}', codes: ["request.bad_number"] },
    { name: "NUL", body: '{"a":"\\u0000"}', codes: ["request.bad_text"] },
    { name: "NUL in a name", body: '{"a\\u0000":1}', codes: ["request.bad_text"] },
    { name: "half a surrogate pair", body: '{"a":"\\ud800"}', codes: ["request.bad_text"] },
    { name: "half an object", body: '{"a":', codes: broken },
    { name: "NaN", body: "NaN", codes: broken },
    { name: "a text", body: '"a"', codes: broken },
    { name: "null", body: "null", codes: broken },
    { name: "no UTF-8", body: bytes(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), codes: broken },
    { name: "a list", body: "[]", codes: ["request.invalid"] },
    { name: "nothing that is wanted", body: '{"handle":5,"language":5,"market":5}', codes: ["request.invalid"] },
    typed("text/plain"),
    typed("application/x-www-form-urlencoded", "__proto__[polluted]=true"),
    typed(
      "multipart/form-data; boundary=x",
      `--x\r\ncontent-disposition: form-data; name="0"\r\n\r\n${"0".repeat(tooMuch)}\r\n--x--`,
    ),
    typed("application/octet-stream", bytes(randomBytes(1_000_000))),
    typed("application/xml", "<a/>"),
    typed("application/json; charset=iso-8859-1", "{}", broken),
  ];
}
