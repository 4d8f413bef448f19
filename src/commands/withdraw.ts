import { withdrawPost } from '../campaign/amend/withdraw-post.ts';
import { amending } from './amending.ts';
import { type AddCommand, examples } from './command.ts';

interface WithdrawOptions {
  readonly occurrence?: string;
  readonly json?: true;
}

export const addWithdraw: AddCommand = (program, context) => {
  program
    .command('withdraw')
    .description('take a post down everywhere, every part of it; what waits is called off')
    .argument('<post>', 'the post, as <campaign>/<post>')
    .option('--occurrence <id>', 'which time of the post, or "all"; the newest that is out unless told')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'solidarity withdraw may-21/morning',
        'solidarity withdraw may-21/morning --occurrence all --json',
      ),
    )
    .action((post: string, { occurrence, json }: WithdrawOptions) =>
      amending(context, json === true, (house, signal) =>
        withdrawPost(house, { post, admin: 'system', ...(occurrence && { occurrence }) }, signal),
      ),
    );
};
