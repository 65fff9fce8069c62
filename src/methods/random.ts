/**
 * A seeded source of uniform numbers in [0, 1) with 53 random bits each.
 *
 * The generator is xoshiro128** (Blackman and Vigna 2018, public domain), its four words filled
 * from the seed by SplitMix32. Equal seeds give equal streams on every machine, because only
 * 32-bit integer arithmetic is used. Not for secrets.
 *
 * @param seed a whole number, 0 to 2^53 − 1.
 * @throws RangeError when the seed is not such a number.
 */
export function seededRandom(seed: number): () => number {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`A seed is a whole number from 0 to 9007199254740991; got ${seed}.`)
  }
  // Both halves of a 53-bit seed matter, so that seed and seed + 2^32 differ.
  let mix = (seed >>> 0) ^ Math.imul(Math.floor(seed / 4294967296), 0x9e3779b1)
  const next = () => {
    mix = (mix + 0x9e3779b9) | 0
    let word = mix ^ (mix >>> 16)
    word = Math.imul(word, 0x21f0aaad)
    word ^= word >>> 15
    word = Math.imul(word, 0x735a2d97)
    return word ^ (word >>> 15)
  }
  let a = next()
  let b = next()
  let c = next()
  let d = next()
  const bits = () => {
    const scrambled = Math.imul(b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
  return () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992
}
