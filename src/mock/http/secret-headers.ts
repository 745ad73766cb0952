/** Headers by which somebody proves who he is: reports are read by others. */
const SECRET = ['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'cookie', 'set-cookie'];

/** Whether what a header says is told to nobody. Its name is in lower case. */
export function isSecret(header: string): boolean {
  return SECRET.includes(header);
}
