/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, largest value first.
 *
 * Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5): slow for large matrices,
 * but as accurate as the matrix allows, and the same to the last bit on every machine.
 *
 * @param matrix n × n by rows, symmetric; only read.
 * @returns `values[r]`, and `vectors[r * n + i]` the i-th entry of the r-th eigenvector (length 1).
 */
export function symmetricEigen(
  matrix: Float64Array,
  n: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice(0, n * n)
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = a[p * n + q]!
        const app = a[p * n + p]!
        const aqq = a[q * n + q]!
        // Off-diagonal entries that can no longer move the diagonal are done with.
        if (off === 0 || Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(app * aqq))) continue
        turned = true
        const theta = (aqq - app) / (2 * off)
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const rp = a[p * n + k]!
          const rq = a[q * n + k]!
          a[p * n + k] = c * rp - s * rq
          a[q * n + k] = s * rp + c * rq
        }
        for (let k = 0; k < n; k++) {
          const cp = a[k * n + p]!
          const cq = a[k * n + q]!
          a[k * n + p] = c * cp - s * cq
          a[k * n + q] = s * cp + c * cq
        }
        a[p * n + q] = 0
        a[q * n + p] = 0
        for (let k = 0; k < n; k++) {
          const vp = v[p * n + k]!
          const vq = v[q * n + k]!
          v[p * n + k] = c * vp - s * vq
          v[q * n + k] = s * vp + c * vq
        }
      }
    }
    if (!turned) break
  }
  const order = Array.from({ length: n }, (_, i) => i)
  order.sort((i, j) => a[j * n + j]! - a[i * n + i]! || i - j)
  const values = new Float64Array(n)
  const vectors = new Float64Array(n * n)
  for (const [r, i] of order.entries()) {
    values[r] = a[i * n + i]!
    vectors.set(v.subarray(i * n, i * n + n), r * n)
  }
  return { values, vectors }
}
