import { KnownError } from '../../model/known-error.js';

/** A reader of a flag's share: `5%`, `2.5 %` or `0.05`. Throws KnownError for what is none from 0.1 % to 1000 %. */
export function readShare(flag: string): (text: string) => number {
  return (text) => {
    const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
    const share = digits === undefined ? Number.NaN : Number(digits) / (percent === '%' ? 100 : 1);
    if (share >= 0.001 && share <= 10) return share;
    throw new KnownError('bad-command-line', `${flag}: expected a share such as 5%, found ${JSON.stringify(text)}`);
  };
}
