import type { Json } from '../../domain/json.ts';
import type { Callbacks } from './callbacks.ts';
import type { FloodControl } from './flood-control.ts';
import type { Params } from './params.ts';
import type { Updates } from './updates.ts';
import type { World } from './world.ts';

/** What a method has to do with. */
export interface Server {
  readonly world: World;
  readonly flood: FloodControl;
  readonly updates: Updates;
  readonly callbacks: Callbacks;
}

/** One method of the Bot API: gives its `result`, or fails with an `ApiError`. */
export type MethodHandler = (server: Server, params: Params) => Json | Promise<Json>;
