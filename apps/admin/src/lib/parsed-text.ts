import { useEffect, useRef, useState, type RefObject } from "react";

interface Options<T> {
  readonly value: T;
  /** The value as it is typed. */
  readonly show: (value: T) => string;
  /** The value that a text means, or undefined when it means none. */
  readonly parse: (text: string) => T | undefined;
  readonly onChange: (value: T) => void;
  /** Said when the text means nothing; the browser then refuses to submit the form. */
  readonly complaint: string;
}

export interface ParsedText {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly error: string | undefined;
  readonly type: (text: string) => void;
}

/** A text field for a value that is no text. What is typed stays as typed while it means the value. */
export function useParsedText<T>({ value, show, parse, onChange, complaint }: Options<T>): ParsedText {
  const ref = useRef<HTMLInputElement>(null);
  const key = JSON.stringify(value);
  const [typed, setTyped] = useState({ text: show(value), key });
  // A value that came from elsewhere, such as a reset, replaces what was typed.
  const text = typed.key === key ? typed.text : show(value);
  const error = parse(text) === undefined ? complaint : undefined;
  useEffect(() => ref.current?.setCustomValidity(error ?? ""), [error]);
  return {
    ref,
    text,
    error,
    type(next) {
      const parsed = parse(next);
      setTyped({ text: next, key: parsed === undefined ? key : JSON.stringify(parsed) });
      if (parsed !== undefined) onChange(parsed);
    },
  };
}
