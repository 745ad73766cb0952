/** This package's version; a test holds it against package.json. */
export const MOONRIG_VERSION = '0.1.0';
