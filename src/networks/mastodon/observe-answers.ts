import { type Dispatcher, Dispatcher1Wrapper } from 'undici';
import { type Answer, readAnswer } from './answer.ts';

type Handler = Dispatcher.DispatchHandler;

/** For `fetch`: sends through `dispatcher` and tells the head of every answer, also of one whose body is of no use. */
export function observeAnswers(
  dispatcher: Dispatcher,
  tell: (answer: Answer) => void,
): NonNullable<RequestInit['dispatcher']> {
  const observed = {
    dispatch: (options: Dispatcher.DispatchOptions, handler: Handler) =>
      dispatcher.dispatch(options, listening(handler, tell)),
  };
  // Node's own fetch speaks the dispatcher protocol of an older undici; the wrapper translates.
  return new Dispatcher1Wrapper(observed as Dispatcher) as unknown as NonNullable<RequestInit['dispatcher']>;
}

function listening(handler: Handler, tell: (answer: Answer) => void): Handler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart(controller, status, headers, message) {
      tell(readAnswer(status, headers));
      handler.onResponseStart?.(controller, status, headers, message);
    },
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  };
}
