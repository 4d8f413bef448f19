import { type AddCommand, examples } from './command.ts';

export const addUnlock: AddCommand = (program, context) => {
  program
    .command('unlock')
    .description('undo /lockdown; asks for SECRET_KEY, and what was stopped stays stopped')
    .addHelpText('after', examples('solidarity unlock'))
    .action(async () => {
      await using lock = await context.openLock();
      const asks = (await lock.isLocked()) && (await lock.needsKey());
      await lock.unlock(asks ? await context.askSecret('SECRET_KEY: ') : '');
      context.print(
        'The lockdown is over. Everything is still stopped: "solidarity resume", or /resume in the chat, lets it go on. Invitations are gone; sessions with the networks are opened anew.',
      );
    });
};
