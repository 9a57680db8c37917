/** Prints the present code of the demo operator's authenticator app; the argument is the installation's data folder. */
import { resolve } from "node:path";
import { codeAt, fromBase32, stepOf } from "@meridian/core/staff";
import { operatorFile, readOperator } from "./demo/operator.ts";
import { root } from "./sources.ts";

const data = resolve(root, process.argv[2] ?? ".data");
const operator = readOperator(operatorFile(data));
if (operator === undefined) throw new Error(`There is no demo operator in ${data}.`);
console.log(codeAt(fromBase32(operator.secret), stepOf(new Date())));
