/**
 * Memory of the kernel when it begins, and at most, in pages of 64 kB: shared memory must say so, and takes of the machine only what is touched. Up to 2 GB addresses
 * are whole numbers without a sign wherever they are read.
 */
export const KERNEL_PAGES = { initial: 16, maximum: 32_768 } as const;
