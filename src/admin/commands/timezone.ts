import { SEES } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { Misunderstood } from '../misunderstood.ts';
import { sayTime } from '../present.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/** Where members are most likely to be. */
const NEAR = [
  'Europe/Minsk',
  'Europe/Warsaw',
  'Europe/Vilnius',
  'Europe/Kyiv',
  'Europe/Brussels',
  'Europe/London',
];

/** `/timezone Brussels`: times are shown by the member's own clock beside the campaign's. `/timezone off` ends that. */
export const timezone: Command = {
  name: 'timezone',
  roles: SEES,
  inPlace: true,
  async answer(call, dependencies) {
    const { argument, admin, say, timeZone } = call;
    const { settings, useCases } = dependencies;
    if (argument === '') return show(timeZone, call, dependencies);
    if (argument.toLowerCase() === 'off') {
      await settings.change(admin, { timeZone: undefined });
      return show(undefined, call, dependencies);
    }
    const zone = useCases.seeing.zone(argument);
    if (zone === undefined) throw new Misunderstood('timezone.unknown', { name: argument });
    await settings.change(admin, { timeZone: zone });
    const shown = show(zone, call, dependencies);
    return { ...shown, blocks: [block(bold(say('timezone.done', { zone }))), ...shown.blocks] };
  },
};

function show(
  own: string | undefined,
  { language, say }: Call,
  { useCases, clock }: CommandDependencies,
): Answer {
  const zone = useCases.campaigns()[0]?.timeZone ?? 'UTC';
  const time = sayTime(clock.now(), zone, own, language, say);
  const values = { zone, own: own ?? '', time };
  return {
    blocks: [block(say(own === undefined ? 'timezone.none' : 'timezone.now', values))],
    buttons: choices(own, say),
  };
}

function choices(own: string | undefined, say: Say) {
  const button = (zone: string) => ({
    text: say(`timezone.city.${zone.split('/').at(-1)}`),
    data: `timezone:${zone}`,
  });
  return [
    NEAR.slice(0, 3).map(button),
    NEAR.slice(3).map(button),
    ...(own === undefined ? [] : [[{ text: say('timezone.off'), data: 'timezone:off' }]]),
  ];
}
