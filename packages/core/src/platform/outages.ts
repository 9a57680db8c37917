const lostCodes =
  /^(57P0[1-3]|08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** pg gives these no code: which of them comes depends on what the socket noticed first. */
const lostWords =
  /Connection terminated|Client has encountered a connection error|^timeout expired$|^Query read timeout$/;

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");

/** Whether the error says that the connection to a database or a service is gone, or could not be made. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && (lostCodes.test(codeOf(error)) || lostWords.test(error.message));
}

/** Whether nobody answered in time who was asked for a connection: neither refused, nor given one. */
export function isConnectTimeOut(error: unknown): boolean {
  return error instanceof Error && (error.message === "timeout expired" || codeOf(error) === "ETIMEDOUT");
}

/** A shop's own schema was packed away while somebody was on the way there. A table's name alone is a mistake of ours. */
const schemaGone = /^relation "t_[0-9a-z]+\.\w+" does not exist$/;

/**
 * Whether it is our trouble, which passes, so that the caller may try again: a connection lost or not to be had, a
 * database without room (PostgreSQL's class 53) or that may only be read (25006), a full disk, a shop that was just
 * packed away.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    isConnectionLost(error) ||
    schemaGone.test(error.message) ||
    /^(53...|25006|ENOSPC)$/.test(codeOf(error)) ||
    error.message.includes("timeout exceeded when trying to connect")
  );
}
