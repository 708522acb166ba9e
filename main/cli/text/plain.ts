// Words that came from elsewhere (servers, proxies, files) on their way to a terminal: nothing in them may steer it.

/** One line without control or direction characters. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
