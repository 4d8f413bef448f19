/**
 * What one writes without thinking: words, put into a part until the network's counter says that it is full. Keeps
 * nothing whole, knows no sentence, and counts the part anew for every word.
 */
export function naiveThread(text: string, count: (text: string) => number, limit: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const word of text.split(' ')) {
    const longer = part === '' ? word : `${part} ${word}`;
    if (part !== '' && count(longer) > limit) {
      parts.push(part);
      part = word;
    } else part = longer;
  }
  parts.push(part);
  return parts;
}
