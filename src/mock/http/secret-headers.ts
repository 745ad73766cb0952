/** Headers by which somebody proves who he is: reports are read by others. */
const SECRET =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie2?$|(?:^|-)(?:(?:api|access|auth)-?key|token|secret|password|signature)$/;

/** Whether what a header says is told to nobody. Its name is in lower case. */
export function isSecret(header: string): boolean {
  return SECRET.test(header);
}
