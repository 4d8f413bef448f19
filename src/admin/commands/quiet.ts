import { SEES } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import { quietHoursOf } from '../member-settings.ts';
import { Misunderstood } from '../misunderstood.ts';
import { readQuietHours } from '../quiet-hours.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/** `/quiet 22-8`, `/quiet off`: when only failures and urgent questions come. */
export const quiet: Command = {
  name: 'quiet',
  roles: SEES,
  inPlace: true,
  async answer(call, dependencies) {
    const { argument, admin } = call;
    if (argument !== '') {
      const hours = argument.toLowerCase() === 'off' ? null : readQuietHours(argument);
      if (hours === undefined) throw new Misunderstood('quiet.unclear', { text: argument });
      await dependencies.settings.change(admin, { quiet: hours });
    }
    return show(call, dependencies);
  },
};

function show({ admin, say, timeZone }: Call, { useCases, settings }: CommandDependencies): Answer {
  const hours = quietHoursOf(settings.of(admin));
  const zone = timeZone ?? useCases.campaigns()[0]?.timeZone ?? 'UTC';
  const button = (text: string) => ({ text, data: `quiet:${text}` });
  const title = hours === undefined ? say('quiet.none') : say('quiet.now', { ...hours, zone });
  return {
    blocks: [block(bold(title)), block(say('quiet.what'))],
    buttons: [
      [button('22:00-08:00'), button('23:00-07:00')],
      ...(hours === undefined ? [] : [[{ text: say('quiet.off'), data: 'quiet:off' }]]),
    ],
  };
}
