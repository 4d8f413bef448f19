import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { Random } from './random.ts';
import { randomText, randomWords } from './random-text.ts';

export interface People {
  readonly members: readonly number[];
  /** Whose ids and names may be nowhere afterwards. */
  readonly strangers: readonly number[];
  readonly commands: readonly string[];
  /** Data of buttons that the bot has shown somebody, sealed. */
  shownButtons(): readonly { readonly person: number; readonly message: number; readonly data: string }[];
  /** Seals data as the bot would. */
  seal(data: string, person: number): Promise<string>;
}

/** In no word of the bot; every stranger, group and channel carries it. */
export const MARK = 'Zyxqv';
const GROUP = -1_009_999_000_001;
const CHANNEL = -1_009_999_000_002;
const LANGUAGES = ['en', 'ru', 'be', 'uk', 'de', 'zh-hans', 'xx', '', undefined];
const MEDIA = [
  'photo',
  'video',
  'document',
  'voice',
  'audio',
  'sticker',
  'animation',
  'video_note',
  'location',
  'contact',
  'poll',
  'dice',
  'venue',
  'story',
  'game',
  'paid_media',
  'checklist',
];
const SERVICE = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'group_chat_created',
  'pinned_message',
  'successful_payment',
  'write_access_allowed',
  'users_shared',
  'web_app_data',
  'migrate_to_chat_id',
  'message_auto_delete_timer_changed',
  'boost_added',
  'gift',
  'something_new',
];
const KINDS = [
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'poll',
  'poll_answer',
  'message_reaction',
  'message_reaction_count',
  'business_connection',
  'business_message',
  'deleted_business_messages',
  'chat_boost',
  'purchased_paid_media',
  'managed_bot',
  'never_heard_of',
];
const JUNK: readonly Json[] = [null, 0, -1, 1e300, '', 'x', true, [], {}, [null], { id: null }];

/** One update as Telegram might bring it, or as it never would. */
export async function randomUpdate(random: Random, people: People): Promise<JsonObject> {
  const roll = random.below(100);
  if (roll < 34) return { message: command(random, people) };
  if (roll < 52) return press(random, people);
  if (roll < 60)
    return { message: message(random, random.pick(people.members), { text: randomText(random) }) };
  if (roll < 70) return { message: media(random, person(random, people)) };
  if (roll < 78)
    return {
      message: message(random, random.pick(people.strangers), {
        text: random.pick(['/start', `/start ${randomWords(random, 1)}`, '/stop', randomText(random)]),
      }),
    };
  if (roll < 84) return { message: borrowed(random, people) };
  if (roll < 88)
    return {
      message: message(random, person(random, people), { [random.pick(SERVICE)]: junk(random, people) }),
    };
  if (roll < 95)
    return {
      [random.pick(KINDS)]: random.chance(0.7)
        ? message(random, person(random, people), { text: '/stop' })
        : junk(random, people),
    };
  return malformed(random, people);
}

function person(random: Random, { members, strangers }: People): number {
  return random.pick(random.chance(0.5) ? members : strangers);
}

function user(random: Random, id: number): JsonObject {
  const language = random.pick(LANGUAGES);
  const name =
    id > 1_000_000_000
      ? `${MARK} ${id}`
      : random.pick(['Anna', 'Олег', '😀', 'x'.repeat(64), '{{name}}', '$t(x)']);
  return {
    id,
    is_bot: false,
    first_name: name,
    ...(language === undefined ? {} : { language_code: language }),
  };
}

function message(random: Random, id: number, content: JsonObject): JsonObject {
  const from = user(random, id);
  const chat = { id, type: 'private', first_name: from.first_name ?? '' };
  return { message_id: random.below(1_000_000) + 1_000, date: 1_800_000_000, chat, from, ...content };
}

function command(random: Random, people: People): JsonObject {
  const name = random.chance(0.9)
    ? random.pick(people.commands)
    : random.pick([
        '',
        'stpo',
        'settle',
        'drop',
        'publish',
        'Я',
        'x'.repeat(100),
        '__proto__',
        'constructor',
      ]);
  const at = random.chance(0.1) ? '@solidarity_bot' : '';
  return message(random, random.pick(people.members), { text: `/${name}${at} ${randomWords(random)}` });
}

function media(random: Random, id: number): JsonObject {
  const file = {
    file_id: randomWords(random, 1),
    file_unique_id: 'u',
    width: 1,
    height: 1,
    file_size: random.pick([0, 5, 1e12]),
  };
  const kind = random.pick(MEDIA);
  const content: Json = kind === 'photo' ? random.pick<Json>([[file], [], [file, file]]) : file;
  return message(random, id, {
    [kind]: content,
    ...(random.chance(0.5) ? { caption: randomText(random) } : {}),
    ...(random.chance(0.3) ? { media_group_id: '7' } : {}),
    ...(random.chance(0.2) ? { reply_to_message: message(random, id, { text: randomText(random) }) } : {}),
  });
}

/** Written in another's name, or carried here from elsewhere. */
function borrowed(random: Random, people: People): JsonObject {
  const from = random.pick(people.members);
  const stranger = random.pick(people.strangers);
  const whole = message(random, from, {
    text: random.pick(['/stop', '/lockdown', '/invite owner', '/remove']),
  });
  const group = { id: GROUP, type: 'supergroup', title: `${MARK} group` };
  const channel = { id: CHANNEL, type: 'channel', title: `${MARK} channel`, username: `${MARK}_channel` };
  return random.pick<JsonObject>([
    { ...whole, forward_origin: { type: 'user', sender_user: user(random, stranger), date: 1 } },
    { ...whole, forward_origin: { type: 'hidden_user', sender_user_name: MARK, date: 1 } },
    { ...whole, forward_date: 1, forward_from: user(random, stranger) },
    { ...whole, via_bot: { id: stranger, is_bot: true, first_name: MARK } },
    {
      ...whole,
      sender_chat: group,
      chat: group,
      from: { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' },
    },
    {
      ...whole,
      sender_chat: channel,
      chat: group,
      from: { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' },
    },
    { ...whole, chat: group },
    { ...whole, chat: { id: stranger, type: 'private', first_name: MARK } },
    { ...whole, from: { id: from, is_bot: true, first_name: MARK } },
    { ...whole, sender_business_bot: { id: stranger, is_bot: true, first_name: MARK } },
  ]);
}

async function press(random: Random, people: People): Promise<JsonObject> {
  const id = String(random.below(1e9));
  const shown = people.shownButtons();
  if (shown.length > 0 && random.chance(0.45)) {
    const { person, message: message_id, data } = random.pick(shown);
    const query = { id, from: user(random, person), chat_instance: '1', data };
    return {
      callback_query: { ...query, message: { ...message(random, person, { text: 'x' }), message_id } },
    };
  }
  const presser = person(random, people);
  const from = user(random, presser);
  const plain = `${random.pick(people.commands)}:${randomWords(random)}`;
  // The one that ends everything has a test of its own.
  const safe = plain.startsWith('lockdown:yes') ? 'lockdown:' : plain;
  const data = random.pick([
    await people.seal(safe, presser),
    plain,
    randomText(random).slice(0, 64),
    await people.seal(safe, random.pick(people.members)),
    '',
  ]);
  const where = random.pick<JsonObject>([
    { message: message(random, presser, { text: 'x' }) },
    { message: message(random, random.pick(people.strangers), { text: 'x' }) },
    { message: { ...message(random, presser, {}), date: 0 } },
    { inline_message_id: 'i' },
    {},
  ]);
  return {
    callback_query: {
      id,
      from,
      chat_instance: '1',
      ...(random.chance(0.9) ? { data } : { game_short_name: 'g' }),
      ...where,
    },
  };
}

function junk(random: Random, people: People): Json {
  return random.chance(0.5) ? random.pick(JUNK) : [user(random, random.pick(people.strangers))];
}

/** A message or a press with a piece of another shape, or without it. */
function malformed(random: Random, people: People): JsonObject {
  const whole = message(random, person(random, people), { text: '/status' });
  const spoilt = (object: JsonObject) => {
    const key = random.pick(Object.keys(object));
    const { [key]: _, ...rest } = object;
    return random.chance(0.4) ? rest : { ...object, [key]: random.pick(JUNK) };
  };
  return random.pick<() => JsonObject>([
    () => ({}),
    () => ({ message: random.pick(JUNK) }),
    () => ({ callback_query: random.pick(JUNK) }),
    () => ({ message: spoilt(whole) }),
    () => ({ message: { ...whole, from: spoilt(user(random, random.pick(people.members))) } }),
    () => ({ message: { ...whole, chat: spoilt({ id: 1, type: 'private' }) } }),
    () => ({
      callback_query: spoilt({
        id: '1',
        from: user(random, random.pick(people.members)),
        message: whole,
        data: 'stop:',
      }),
    }),
  ])();
}
