import { correctPost } from '../campaign/amend/correct-post.ts';
import { amending } from './amending.ts';
import { type AddCommand, examples } from './command.ts';

interface CorrectOptions {
  readonly occurrence?: string;
  readonly replace?: true;
  readonly json?: true;
}

export const addCorrect: AddCommand = (program, context) => {
  program
    .command('correct')
    .description("make what is out say what the campaign's files say now: by editing, or else by a reply")
    .argument('<post>', 'the post, as <campaign>/<post>')
    .option('--occurrence <id>', 'which time of the post, or "all"; the newest that is out unless told')
    .option('--replace', 'where it cannot be edited, take it down and publish it again instead of replying')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'solidarity correct may-21/morning',
        'solidarity correct may-21/morning --occurrence 2027 --replace',
        'solidarity correct may-21/morning --json',
      ),
    )
    .action((post: string, { occurrence, replace, json }: CorrectOptions) =>
      amending(context, json === true, (house, signal) =>
        correctPost(
          house,
          { post, replace: replace === true, admin: 'system', ...(occurrence && { occurrence }) },
          signal,
        ),
      ),
    );
};
