// Setup of every suite: properties try the same cases in every run.
import fc from 'fast-check';
import { isDeep } from './runs';

fc.configureGlobal({ seed: isDeep ? 20_270_301 : 20_261_130 });
