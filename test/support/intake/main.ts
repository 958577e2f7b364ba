export { createCodeSets } from '../../../server/src/core/codes/code-sets';
export { readChartText } from '../../../server/src/core/intake/read-chart';
export { goldFiles } from './gold';
export { scoreAll, scoreFile, summary } from './score';
