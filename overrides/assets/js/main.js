import {BarMenuElement} from './elements/bar-menu.js'
import {CardFolderElement} from './elements/card-folder.js'
import {CopyLinkElement} from './elements/copy-link.js'
import {DataBackupElement} from './elements/data-backup.js'
import {DrillCardElement} from './elements/drill-card.js'
import {DrillDiscussionElement} from './elements/drill-discussion.js'
import {DrillHistoryElement} from './elements/drill-history.js'
import {DrillReviewElement} from './elements/drill-review.js'
import {DrillRubricElement} from './elements/drill-rubric.js'
import {DrillRunElement} from './elements/drill-run.js'
import {HomeResumeElement} from './elements/home-resume.js'
import {LinkNoticeElement} from './elements/link-notice.js'
import {PaperDrillElement} from './elements/paper-drill.js'
import {PrintPageElement} from './elements/print-page.js'
import {PaperFilterElement} from './elements/paper-filter.js'
import {QuizItemElement} from './elements/quiz-item.js'
import {SchemeChoiceElement} from './elements/scheme-choice.js'
import {SectionListElement} from './elements/section-list.js'
import {SiteSearchElement} from './elements/site-search.js'
import {SiteUpdateElement} from './elements/site-update.js'
import {StoreNoticeElement} from './elements/store-notice.js'
import {keepPlace, keepLanguage} from './elements/place.js'

/** The page's one store, for whoever looks from outside: the browser's console, and the tests. */
export {sharedStore} from './store/shared.js'

// The stages of a drill come before the drill that drives them.
const ELEMENTS = {
  'drill-run': DrillRunElement,
  'drill-review': DrillReviewElement,
  'drill-discussion': DrillDiscussionElement,
  'drill-rubric': DrillRubricElement,
  'drill-card': DrillCardElement,
  'paper-drill': PaperDrillElement,
  'print-page': PrintPageElement,
  'quiz-item': QuizItemElement,
  'bar-menu': BarMenuElement,
  'card-folder': CardFolderElement,
  'copy-link': CopyLinkElement,
  'data-backup': DataBackupElement,
  'drill-history': DrillHistoryElement,
  'home-resume': HomeResumeElement,
  'paper-filter': PaperFilterElement,
  'link-notice': LinkNoticeElement,
  'scheme-choice': SchemeChoiceElement,
  'section-list': SectionListElement,
  'site-search': SiteSearchElement,
  'site-update': SiteUpdateElement,
  'store-notice': StoreNoticeElement,
}
for (const [tag, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(tag)) customElements.define(tag, element)
}
keepPlace()
keepLanguage()
