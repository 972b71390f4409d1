export { advise, DEFAULT_RULES, optimalPool, searchRange, type Advice, type AdviceReason, type AdviceRules, type Range } from './advice.ts'
export { assayFaults, poolFigures, singleFigures, type Assay, type AssayFault, type PoolFigures } from './two-stage.ts'
