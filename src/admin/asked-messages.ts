import type { Keepsake } from '../domain/network-definition.ts';
import type { SentMessage } from './send-answer.ts';

/** A message in which a member was asked. */
export interface AskedMessage extends SentMessage {
  /** What it asks about, in the member's language, for the line that stands there once it is answered. */
  readonly title: string;
}

/** Where each open question stands, so that everybody sees what another has answered; kept over a restart. */
export interface AskedMessages<Message extends SentMessage = AskedMessage> {
  load(): Promise<void>;
  /** Gives the message in which the same member was asked the same before. */
  note(subject: string, message: Message): Promise<Message | undefined>;
  subjects(): readonly string[];
  of(subject: string): Promise<readonly Message[]>;
  /** The messages of a question, which is closed with that. */
  take(subject: string): Promise<readonly Message[]>;
  /** The messages in which one person was asked. */
  forget(chat: number): Promise<readonly Message[]>;
}

/** Older ones are forgotten: their buttons still work, only nobody sees the answer there. */
const MOST = 200;

/** `name`: of the drawer, one for each kind of question. */
export function createAskedMessages<Message extends SentMessage = AskedMessage>(
  keep: Keepsake,
  name: string,
): AskedMessages<Message> {
  const asked = new Map<string, readonly Message[]>();
  let loading: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const read = async () => {
    const kept = JSON.parse((await keep.read(name)) ?? '{}') as Record<string, readonly Message[]>;
    for (const [subject, messages] of Object.entries(kept)) {
      if (!asked.has(subject)) asked.set(subject, messages);
    }
  };
  const load = () => {
    loading ??= read();
    return loading;
  };
  const write = () => {
    for (const subject of [...asked.keys()].slice(0, Math.max(0, asked.size - MOST))) asked.delete(subject);
    writing = writing.catch(() => {}).then(() => keep.write(name, JSON.stringify(Object.fromEntries(asked))));
    return writing;
  };
  return {
    load,
    subjects: () => [...asked.keys()],
    async note(subject, message) {
      await load();
      const before = asked.get(subject) ?? [];
      asked.set(subject, [...before.filter(({ chat }) => chat !== message.chat), message]);
      await write();
      return before.find(({ chat }) => chat === message.chat);
    },
    async of(subject) {
      await load();
      return asked.get(subject) ?? [];
    },
    async take(subject) {
      await load();
      const messages = asked.get(subject) ?? [];
      if (asked.delete(subject)) await write();
      return messages;
    },
    async forget(chat) {
      await load();
      const theirs = [...asked.values()].flat().filter(message => message.chat === chat);
      for (const [subject, messages] of asked) {
        asked.set(
          subject,
          messages.filter(message => message.chat !== chat),
        );
      }
      if (theirs.length > 0) await write();
      return theirs;
    },
  };
}
