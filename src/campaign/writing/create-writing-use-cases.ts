import { randomBytes } from 'node:crypto';
import type { Manuscript } from '../../domain/manuscript.ts';
import type { House } from '../house.ts';
import { amendWritten, editWritten, reopenWritten } from './amend-written.ts';
import { changeManuscript } from './change-manuscript.ts';
import { planManuscript } from './plan-manuscript.ts';
import { previewManuscript } from './preview-manuscript.ts';
import { sweepShelf } from './sweep-shelf.ts';
import { viewManuscript } from './view-manuscript.ts';
import { writingFault } from './writing-fault.ts';
import { listSteps } from './writing-steps.ts';
import type { WritingUseCases } from './writing-use-cases.ts';

export function createWritingUseCases(house: House): WritingUseCases {
  const { writing } = house;
  const find = async (member: string, id: string): Promise<Manuscript> => {
    const manuscript = await writing.manuscript(member);
    if (manuscript?.id === id) return manuscript;
    throw writingFault('noManuscript', 'This button belongs to a post that is not being written any more.');
  };
  const keep = async (manuscript: Manuscript) => {
    await writing.keep(manuscript);
    return viewManuscript(house, manuscript);
  };
  const drop = async (member: string) => {
    await writing.drop(member);
    await sweepShelf(house);
  };
  return {
    async current(member) {
      const manuscript = await writing.manuscript(member);
      return manuscript && viewManuscript(house, manuscript);
    },
    begin: member => keep(beginManuscript(house, member)),
    async change(member, id, change) {
      const { manuscript, file } = await changeManuscript(house, await find(member, id), change);
      await writing.keep(manuscript, file);
      return viewManuscript(house, manuscript);
    },
    preview: async (member, id) => previewManuscript(house, await find(member, id)),
    plan: async (member, id) => planManuscript(house, await find(member, id)),
    discard: drop,
    reopen: (member, post) => keep(reopenWritten(house, post, member, newId())),
    async amend(member, id, signal) {
      const report = await amendWritten(house, await find(member, id), signal);
      await drop(member);
      return report;
    },
    editWritten: (request, signal) => editWritten(house, request, signal),
    draw: house.drawPreview,
    sweep: () => sweepShelf(house),
  };
}

function beginManuscript(house: Pick<House, 'campaigns'>, member: string): Manuscript {
  const [only, ...others] = house.campaigns;
  const blank: Manuscript = {
    id: newId(),
    member,
    step: { ask: 'campaign' },
    texts: {},
    pictures: [],
    placesOff: [],
  };
  if (only === undefined || others.length > 0) return blank;
  const begun = { ...blank, campaign: only.id };
  const [first = blank.step] = listSteps(begun, house.campaigns);
  return { ...begun, step: first };
}

/** Nobody can guess it, and with everything else it fits into the 64 bytes of a button. */
function newId(): string {
  return randomBytes(5).toString('hex');
}
