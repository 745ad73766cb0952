import { answerValue } from '../model/dispatch.js';
import { LuaFloat, toNumber } from '../model/value.js';
import { readOsTime, showOsDate } from '../script/os-date.js';
import { EPOCH_MS } from './epoch.js';
import type { HostPart } from './host-function.js';

const nowSeconds = (elapsedMs: number) => Math.floor((EPOCH_MS + elapsedMs) / 1000);

/** `os.time`, `os.clock` and `os.date` over the virtual clock; the zone is always UTC. */
export const osFunctions: HostPart = {
  internal: {
    'os.clock': ({ world }) => answerValue(new LuaFloat(world.elapsedMs / 1000)),
    'os.time': ({ world, args }) =>
      answerValue(args[0] === undefined ? nowSeconds(world.elapsedMs) : readOsTime(args[0])),
    'os.date': ({ world, args }) =>
      answerValue(
        showOsDate(typeof args[0] === 'string' ? args[0] : '%c', toNumber(args[1]) ?? nowSeconds(world.elapsedMs)),
      ),
  },
};
