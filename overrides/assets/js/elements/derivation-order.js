import {markOrder} from '../core/marking/order.js'
import {find, findAll, sayAnew, showOnly} from './dom.js'

/** @typedef {import('./derivation-practice.js').DerivationPractice} Trainer */

/** The lines, to be put in an order in which each comes after those that it needs. */
export class OrderStage {
  #trainer
  #form

  /** @param {Trainer} trainer */
  constructor(trainer) {
    this.#trainer = trainer
    this.#form = trainer.form('order')
  }

  show() {
    const {ids, checked} = this.#trainer.draft.order
    if (ids) this.#tellList('order-restore', ids)
    if (checked) this.#mark({again: true})
  }

  /** @param {string} act */
  act(act) {
    if (act === 'afresh') {
      this.#tellList('order-reset')
      this.#unmark()
      this.#trainer.draft.order = {ids: null, checked: false}
      this.#trainer.keep()
    } else if (act === 'order-change') {
      this.#unmark()
      this.#trainer.draft.order = {ids: this.#order, checked: false}
      this.#trainer.keep()
    }
  }

  submit() {
    this.#mark({again: this.#trainer.draft.order.checked})
  }

  get #order() {
    return findAll(this.#form, 'ol > [data-step]').map(({dataset}) => dataset.step ?? '')
  }

  /** @param {string} type @param {unknown} [detail] */
  #tellList(type, detail) {
    find(this.#form, 'order-list').dispatchEvent(new CustomEvent(type, {detail}))
  }

  /** @param {{again: boolean}} how  Whether this order was marked before. */
  #mark({again}) {
    const order = this.#order
    const {draft, key} = this.#trainer
    const {score, parts, says, empty} = markOrder({order}, key)
    if (empty) return sayAnew(this.#form, 'data-result', 'empty')
    for (const line of findAll(this.#form, '[data-part]')) {
      const right = parts[line.dataset.part ?? '']
      if (right === undefined) delete line.dataset.mark
      else line.dataset.mark = right ? 'right' : 'wrong'
    }
    showReasons(this.#form, says)
    find(this.#form, '[data-then]').hidden = score < 1
    sayAnew(this.#form, 'data-result', score >= 1 ? 'right' : Object.values(parts).every(Boolean) ? 'partly' : 'wrong')
    if (again) return
    draft.order = {ids: order, checked: true}
    this.#trainer.keep()
    void this.#trainer.log({stage: 'order', score})
  }

  #unmark() {
    for (const line of findAll(this.#form, '[data-mark]')) delete line.dataset.mark
    showReasons(this.#form, [])
    showOnly(this.#form, 'data-result', null)
    find(this.#form, '[data-then]').hidden = true
  }
}

/**
 * Shows why lines that were taken belong nowhere.
 *
 * @param {HTMLElement} form
 * @param {readonly string[]} taken
 */
export function showReasons(form, taken) {
  const reasons = findAll(form, '[data-wrong-lines] > li')
  for (const reason of reasons) reason.hidden = !taken.includes(reason.dataset.says ?? '')
  const list = reasons[0]?.parentElement
  if (list) list.hidden = reasons.every(({hidden}) => hidden)
}
