import type { Command } from 'commander';
import type { App, OpenAppOptions } from '../app.ts';
import type { Clock } from '../shared/clock.ts';
import type { AuditArchive } from '../wiring/open-audit.ts';
import type { Figures } from '../wiring/open-figures.ts';
import type { Lock } from '../wiring/open-lock.ts';
import type { PlanDesk } from '../wiring/open-plan.ts';
import type { ReadyDesk } from '../wiring/open-ready.ts';
import type { PreviewDesk } from '../wiring/open-studio.ts';

/** What a command may use. Settings are read on first use, so that `--help` answers anywhere. */
export interface CommandContext {
  /** Campaigns with the posts of the chat, networks and places: enough to compose, with no call that publishes. */
  openStudio(): Promise<PreviewDesk>;
  /** The figures and their history alone, beside a bot that runs or without one. */
  openFigures(): Promise<Figures>;
  /** The audit alone, beside a bot that runs or without one. */
  openAudit(): Promise<AuditArchive>;
  /** The lockdown, beside a bot that runs or without one. */
  openLock(): Promise<Lock>;
  /** A line that a person types, which is not shown. */
  askSecret(question: string): Promise<string>;
  /** What a plan is made of: the campaigns and the database, beside a bot that runs. */
  openPlan(): Promise<PlanDesk>;
  /** What a look at an occasion needs: the real networks and the database, beside a bot that runs or without one. */
  openReady(): Promise<ReadyDesk>;
  /** The bot on local networks that go away with it, by a clock that is turned. */
  openFastRehearsal(clock: Clock): Promise<App>;
  /** The whole bot. */
  openApp(options?: OpenAppOptions): Promise<App>;
  /** One line or block on standard output. */
  print(text: string): void;
  /** Asks on the terminal and reads a line; undefined where nobody answers: the input is at its end. */
  ask(question: string): Promise<string | undefined>;
  /** A person sits at the terminal. */
  readonly interactive: boolean;
  /** What the process ends with, unless something fails. */
  exitCode(code: number): void;
  /** Resolves when the process is asked to end (SIGINT, SIGTERM). */
  readonly ended: Promise<void>;
}

/** Each command file exports one of these; `src/main.ts` lists them. */
export type AddCommand = (program: Command, context: CommandContext) => void;

export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  ${line}`).join('\n')}`;
}
