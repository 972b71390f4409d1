/** Brings an element into view, if there is one. Answers nothing: newer browsers answer scrolling with a promise, and an effect that hands one back breaks its page. */
export function bringIntoView(element: Element | null | undefined, block: ScrollLogicalPosition = 'nearest'): void {
  element?.scrollIntoView({ block })
}
