import type { Halted, HaltUseCases } from '../campaign/halt/halt-use-cases.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';

/** Who acts from here is not known to the bot; the admins are told of it by the chat. */
const SYSTEM = 'system';

export const addStop: AddCommand = (program, context) => {
  program
    .command('stop')
    .description('halt all publishing at once; a running bot sends nothing more')
    .addHelpText('after', examples('solidarity stop'))
    .action(() =>
      withHalt(context, async halt =>
        describeHalted('Everything is stopped', await halt.stop({ admin: SYSTEM })),
      ),
    );
};

export const addPause: AddCommand = (program, context) => {
  program
    .command('pause')
    .description('hold a network, a place or a campaign')
    .argument('<name>', 'such as x, telegram-ru or may-21')
    .addHelpText('after', examples('solidarity pause x', 'solidarity pause telegram-ru'))
    .action((name: string) =>
      withHalt(context, async halt =>
        describeHalted(`${name} is paused`, await halt.pause({ name, admin: SYSTEM })),
      ),
    );
};

export const addResume: AddCommand = (program, context) => {
  program
    .command('resume')
    .description('let go again what was stopped, or what holds a network, a place or a campaign')
    .argument('[name]', 'such as x, telegram-ru or may-21; none: after stop')
    .addHelpText('after', examples('solidarity resume', 'solidarity resume x'))
    .action((name: string | undefined) => withHalt(context, halt => resume(halt, name)));
};

/** Beside a bot that runs, or is to run: what is held is in the ledger, and holds for every process. */
async function withHalt(
  context: CommandContext,
  work: (halt: HaltUseCases) => Promise<string>,
): Promise<void> {
  await using app = await context.openApp({ only: 'planning' });
  context.print(await work(app.useCases.halt));
}

function describeHalted(title: string, { already, waiting, inFlight }: Halted): string {
  const late = inFlight === 0 ? '' : ` ${inFlight} were being sent: a call that has begun ends.`;
  return `${title}${already ? ' already' : ''}: ${waiting} deliveries wait.${late}`;
}

async function resume(halt: HaltUseCases, name: string | undefined): Promise<string> {
  const { lifted, left } = await halt.resume({ admin: SYSTEM, ...(name === undefined ? {} : { name }) });
  const scopes = (holds: typeof left) => [...new Set(holds.map(({ hold }) => hold.scope))].join(', ');
  const rest = left.length === 0 ? 'Nothing is held any more.' : `Still held: ${scopes(left)}.`;
  return `It goes on: ${scopes(lifted)}. ${rest}`;
}
