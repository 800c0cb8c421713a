// npm run classroom: the process of a school.
import { serve } from './serve.ts';

serve();
