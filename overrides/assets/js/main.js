import {BarMenuElement} from './elements/bar-menu.js'
import {CardFolderElement} from './elements/card-folder.js'
import {CopyLinkElement} from './elements/copy-link.js'
import {DataBackupElement} from './elements/data-backup.js'
import {DerivationTrainerElement} from './elements/derivation-trainer.js'
import {DrillCardElement} from './elements/drill-card.js'
import {DrillDiscussionElement} from './elements/drill-discussion.js'
import {DrillHistoryElement} from './elements/drill-history.js'
import {DrillReviewElement} from './elements/drill-review.js'
import {DrillRubricElement} from './elements/drill-rubric.js'
import {DrillRunElement} from './elements/drill-run.js'
import {EquationFieldElement} from './elements/equation-field.js'
import {HomeResumeElement} from './elements/home-resume.js'
import {layOutLate} from './elements/late-layout.js'
import {LinkNoticeElement} from './elements/link-notice.js'
import {PaperDrillElement} from './elements/paper-drill.js'
import {PrintPageElement} from './elements/print-page.js'
import {OrderListElement} from './elements/order-list.js'
import {PaperFilterElement} from './elements/paper-filter.js'
import {PracticeSetElement} from './elements/practice-set.js'
import {QuizItemElement} from './elements/quiz-item.js'
import {SchemeChoiceElement} from './elements/scheme-choice.js'
import {SectionListElement} from './elements/section-list.js'
import {SiteSearchElement} from './elements/site-search.js'
import {SiteUpdateElement} from './elements/site-update.js'
import {StoreNoticeElement} from './elements/store-notice.js'
import {keepPlace, keepLanguage} from './elements/place.js'

/** The page's one store, for whoever looks from outside: the browser's console, and the tests. */
export {sharedStore} from './store/shared.js'

// What answers to keys on every page comes first, and the stages of a drill before the drill that drives them.
const ELEMENTS = {
  'site-search': SiteSearchElement,
  'bar-menu': BarMenuElement,
  'scheme-choice': SchemeChoiceElement,
  'drill-run': DrillRunElement,
  'drill-review': DrillReviewElement,
  'drill-discussion': DrillDiscussionElement,
  'drill-rubric': DrillRubricElement,
  'drill-card': DrillCardElement,
  'paper-drill': PaperDrillElement,
  'print-page': PrintPageElement,
  'order-list': OrderListElement,
  'equation-field': EquationFieldElement,
  'quiz-item': QuizItemElement,
  'derivation-trainer': DerivationTrainerElement,
  'practice-set': PracticeSetElement,
  'card-folder': CardFolderElement,
  'copy-link': CopyLinkElement,
  'data-backup': DataBackupElement,
  'drill-history': DrillHistoryElement,
  'home-resume': HomeResumeElement,
  'paper-filter': PaperFilterElement,
  'link-notice': LinkNoticeElement,
  'section-list': SectionListElement,
  'site-update': SiteUpdateElement,
  'store-notice': StoreNoticeElement,
}
/** After so long the browser is let draw and answer before the next element starts: a slow phone takes four times as long. */
const SLICE_MS = 5
let startMs = performance.now()
for (const [tag, element] of Object.entries(ELEMENTS)) {
  if (performance.now() - startMs > SLICE_MS) {
    await new Promise(resolve => setTimeout(resolve))
    startMs = performance.now()
  }
  if (!customElements.get(tag)) customElements.define(tag, element)
}
layOutLate() // who jumps wants the whole page first
keepPlace()
keepLanguage()
