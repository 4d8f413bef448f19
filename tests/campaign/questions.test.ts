import { expect, test } from 'vitest';
import { subjectOf } from '../../src/campaign/questions/question.ts';
import {
  createQuestionUseCases,
  type QuestionUseCases,
} from '../../src/campaign/questions/question-use-cases.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import { createDeliveryStage, type DeliveryStage } from '../delivery/delivery-stage.ts';
import { createScriptedNetwork } from '../delivery/scripted-network.ts';

const HOUR_MS = 3_600_000;
const ADMIN = '7';

async function openQuestions(stage: DeliveryStage): Promise<QuestionUseCases> {
  const { ledger, desk, clock } = stage;
  return createQuestionUseCases({ ledger, desk, now: clock.now });
}

async function missOne(stage: DeliveryStage, name: string): Promise<Delivery> {
  const id = await stage.plan(name, ['x']);
  stage.clock.turn(HOUR_MS);
  await stage.ring(id);
  const delivery = (await stage.ledger.read(id))?.delivery;
  if (delivery?.state !== 'missed') throw new Error(`${id} is ${delivery?.state}`);
  return delivery;
}

test('a missed post goes out now or not at all, as an admin says, once and on record', async () => {
  await using stage = await createDeliveryStage(createScriptedNetwork());
  const questions = await openQuestions(stage);
  const [now, never] = [await missOne(stage, 'now'), await missOne(stage, 'never')];
  expect(await questions.open()).toHaveLength(2);
  const answer = (delivery: Delivery, word: 'now' | 'drop') =>
    questions.answer({ subject: subjectOf(delivery), answer: word, admin: ADMIN });
  expect(await answer(now, 'now')).toMatchObject([{ id: now.id }]);
  expect((await stage.ringOn(now.id)).state).toBe('published');
  await answer(never, 'drop');
  expect(await stage.state(never.id)).toBe('cancelled');
  await expect(answer(never, 'now')).rejects.toMatchObject({ words: { key: 'answered' } });
  const trail = (await stage.ledger.auditTrail(10)).map(({ admin, action, subject, before, after }) => {
    expect(before).toBe('missed');
    return `${admin}: ${action} ${subject}: ${after}`;
  });
  expect(trail.reverse()).toEqual([`7: answer missed ${now.id}: now`, `7: answer missed ${never.id}: drop`]);
});

test('what a network refused is tried again when an admin has set it right, and an answer to another question is none', async () => {
  const network = createScriptedNetwork();
  await using stage = await createDeliveryStage(network);
  const questions = await openQuestions(stage);
  network.scripts.push({ error: { kind: 'rejected', reason: 'content' } });
  const id = await stage.plan('refused', ['x']);
  await stage.ringOn(id);
  const failed = (await stage.ledger.read(id))?.delivery;
  if (failed === undefined) throw new Error('it is gone');
  const subject = subjectOf(failed);
  await expect(questions.answer({ subject, answer: 'it is there', admin: ADMIN })).rejects.toThrow(
    'answered already',
  );
  expect(await stage.state(id)).toBe('failed');
  await questions.answer({ subject, answer: 'leave it', admin: ADMIN });
  expect(await stage.state(id)).toBe('failed');
  await questions.answer({ subject, answer: 'try again', admin: ADMIN });
  expect((await stage.ringOn(id)).state).toBe('published');
});

test('a question without an answer is asked again after its time; what is answered is not', async () => {
  await using stage = await createDeliveryStage(createScriptedNetwork());
  const questions = await openQuestions(stage);
  const missed = await missOne(stage, 'missed');
  await stage.ledger.hold({
    scope: 'campaign may-21',
    kind: 'too many',
    why: 'too many',
    by: 'system',
    since: stage.clock.now(),
  });
  const untold = () => stage.ledger.untold(10, new Date(stage.clock.now().getTime() - HOUR_MS));
  for (const notice of await untold()) await stage.ledger.markTold(notice, stage.clock.now());
  expect(await untold()).toEqual([]);
  stage.clock.turn(HOUR_MS + 1);
  expect(await untold()).toMatchObject([{ kind: 'hold' }, { delivery: { id: missed.id } }]);
  for (const notice of await untold()) await stage.ledger.markTold(notice, stage.clock.now());
  expect(await untold()).toEqual([]);
  await questions.answer({ subject: subjectOf(missed), answer: 'drop', admin: ADMIN });
  await stage.ledger.lift('campaign may-21', 'too many');
  for (const notice of await untold()) await stage.ledger.markTold(notice, stage.clock.now());
  stage.clock.turn(HOUR_MS + 1);
  expect(await untold()).toEqual([]);
});
