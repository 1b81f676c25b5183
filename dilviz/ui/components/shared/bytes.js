// Bytes that came as text.

export function bytesIn(base64) {
  const signs = atob(base64);
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i++) bytes[i] = signs.charCodeAt(i); // ten times as fast as Uint8Array.from
  return bytes;
}
