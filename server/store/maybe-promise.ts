/** A value now, or soon: a store may work in this thread or in another one. */
export type MaybePromise<T> = T | Promise<T>;
