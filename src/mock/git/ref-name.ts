/** The rules of `git check-ref-format`. */
const NAME = /^(?!-)(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))[^\s~^:?*[\\/.][^\s~^:?*[\\]*(?<![/.])$/;

/** Whether git allows a branch, or a tag, of that name. */
export function isRefName(name: string): boolean {
  return NAME.test(name) && name !== 'HEAD' && name !== '@';
}
