import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/** Who holds a lease. */
export interface WorkerIdentity {
  readonly id: string;
  /** Is it certain that the worker of this id is gone? Not heard of is not certain. */
  isDead(id: string): boolean;
}

/**
 * `<boot>.<pid namespace>.<pid>.<random>`: a process of the same boot and the same namespace can be asked after, so that
 * what a killed worker held is taken over at once and not when its lease ends. Elsewhere only the lease counts.
 */
export function identifyWorker(): WorkerIdentity {
  const machine = identifyMachine();
  const id = `${machine ?? 'elsewhere'}.${process.pid}.${randomBytes(6).toString('hex')}`;
  return {
    id,
    isDead(other) {
      const [boot, namespace, pid] = other.split('.');
      if (machine === undefined || `${boot}.${namespace}` !== machine || other === id) return false;
      return Number(pid) === process.pid || !isRunning(Number(pid));
    },
  };
}

function identifyMachine(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}.${readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '')}`;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
