import { expect, test } from 'vitest';
import { endsSentence } from '../../../src/domain/thread/ends-sentence.ts';

/** `|` stands where a sentence ends; every other space is inside one. */
test.each(
  [
    'He died.| She lives.| 198 women wait.',
    'Dr. Smith met Mr. A. B. Jones in the U.S. Senate.| They spoke.',
    'It grew by 1.5 per cent.| See fig. 3 and No. 7, e.g. the total.| Done.',
    'Bread, salt, etc. are missing.| Others, etc.| They wait.',
    'Really?!| Yes!| “No.”| Then … silence.| …And more.',
    'Wait... what happened?| Nothing...| All went home.',
    '“It is over!” she said.| He left.',
    'They said so (see p. 5).| (It is in the report.)| Read it.',
    'Витольд Ашурок умер 21 мая 2021 г. в колонии.| Ему было 50 лет.',
    'Это было в 2021 г.| Потом стало хуже.| Он жил в г. Минске.',
    'Поэт А. С. Пушкин, т. е. автор, писал и т. д.| Его читают.',
    'Их 1,5 тыс. человек, в т. ч. женщины.| Их ждут.',
    '«Свободу!» — кричали люди.| «Мы здесь.»| — Да.| — Нет.',
    'Цена 5 руб. за штуку.| Штраф 300 руб.| Его платят.',
    'Яны ў турме.| Ці ведаеце вы пра гэта?| Жыве Беларусь!',
    'Дзень салідарнасці! 🎉| Hello! 🇧🇾| Свободу! 🕊️| Next',
  ].map(text => [text]),
)('%s', marked => {
  const text = marked.replaceAll('|', '');
  const found = [...text.matchAll(/ /g)].filter(({ index }) => endsSentence(text, index, index + 1));
  const expected: number[] = [];
  let removed = 0;
  for (const { index } of marked.matchAll(/\|/g)) expected.push(index - removed++);
  expect(found.map(({ index }) => text.slice(0, index))).toEqual(expected.map(at => text.slice(0, at)));
});
