/** All that typed equations need, in one module that is loaded where one is typed. */
export {markEquation} from './mark.js'
export {describe} from './mathml.js'
export {readEquation} from './read.js'
