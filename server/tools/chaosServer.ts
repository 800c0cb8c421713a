// The classroom's process with a clock that can be put wrong from outside: `{ ahead: milliseconds }`.
import { serve } from '../serve.ts';

let ahead = 0;
process.on('message', (message: unknown) => {
  if (typeof message === 'object' && message !== null && 'ahead' in message && typeof message.ahead === 'number')
    ahead = message.ahead;
});
serve(() => Date.now() + ahead);
