import { FIGURES_YAML, type Files } from '../sources/campaign-folder.ts';

/** A campaign with one post in English and Russian; `post` is added under it, indented by four spaces. */
export function campaignFiles(post = '', texts: Files = {}): Files {
  return {
    'sample/campaign.yaml': `title: { en: Sample, ru: Пример }
languages: [en, ru]
timeZone: Europe/Minsk
maxPerHour: 1000
lateBy: 30d
giveUpAfter: 30d
hashtags: [FreeThemAll]
links:
  gallery:
    url: "https://gallery.example/"
    title: { en: Gallery, ru: Галерея }
    description: { en: Their faces, ru: Их лица }
    thumbnail: { file: faces.png, alt: { en: Faces, ru: Лица } }
posts:
  note:
    title: { en: Note, ru: Заметка }
${post}`,
    'sample/figures.yaml': FIGURES_YAML,
    'sample/faces.png': PIXEL,
    'sample/note.en.liquid': 'They sit in cold cells.\n\nWrite to them.',
    'sample/note.ru.liquid': 'Они сидят в холоде.\n\nПишите им.',
    ...texts,
  };
}

/** A red square of eight pixels. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
);
