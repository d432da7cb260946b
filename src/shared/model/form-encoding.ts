/** True for text that application/x-www-form-urlencoded leaves as it is (RFC 6749 appendix B). */
export function isTextSafe(text: string): boolean {
  return new URLSearchParams({ text }).toString() === `text=${text}`;
}
