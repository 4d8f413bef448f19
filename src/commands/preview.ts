import { previewPost } from '../campaign/preview-post.ts';
import { type AddCommand, examples } from './command.ts';
import { printPreview } from './print-preview.ts';

interface PreviewOptions {
  readonly language?: string;
  readonly network?: string;
  readonly json?: true;
}

export const addPreview: AddCommand = (program, context) => {
  program
    .command('preview')
    .description('show a post as each network will have it; sends nothing')
    .argument('<post>', 'the post, as <campaign>/<post>, from the files or written in the chat')
    .option('-l, --language <language>', 'only in this language')
    .option('-n, --network <network>', 'only on this network')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'solidarity preview may-21/morning',
        'solidarity preview may-21/morning --language ru --network x',
        'solidarity preview may-21/ticker --json',
      ),
    )
    .action(async (post: string, { json, ...only }: PreviewOptions) => {
      const studio = await context.openStudio();
      const previews = await previewPost(studio, { post, ...only });
      context.print(json ? JSON.stringify(previews, null, 2) : printPreview(previews, studio.titleOf));
      if (previews.some(({ refusal }) => refusal !== undefined)) context.exitCode(1);
    });
};
