// The raw library behind the npm package `libsodium`, as far as this floor calls it: C functions on one WebAssembly
// heap, with addresses and lengths as numbers, 64-bit lengths as two halves, and 0 for success.

declare module "libsodium" {
  export interface Libsodium {
    /** The heap; another object after it has grown. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    _malloc(length: number): number;
    _free(address: number): void;
    _sodium_init(): number;

    _crypto_aead_chacha20poly1305_ietf_encrypt(
      ciphertext: number,
      ciphertextLength: 0,
      message: number,
      messageLength: number,
      messageLengthHigh: 0,
      data: 0,
      dataLength: 0,
      dataLengthHigh: 0,
      secretNonce: 0,
      nonce: number,
      key: number,
    ): number;
    _crypto_aead_chacha20poly1305_ietf_decrypt(
      message: number,
      messageLength: 0,
      secretNonce: 0,
      ciphertext: number,
      ciphertextLength: number,
      ciphertextLengthHigh: 0,
      data: 0,
      dataLength: 0,
      dataLengthHigh: 0,
      nonce: number,
      key: number,
    ): number;

    _crypto_kem_xwing_seed_keypair(publicKey: number, secretKey: number, seed: number): number;
    _crypto_kem_xwing_enc_deterministic(
      ciphertext: number,
      sharedSecret: number,
      publicKey: number,
      randomness: number,
    ): number;
    _crypto_kem_xwing_dec(sharedSecret: number, ciphertext: number, secretKey: number): number;

    _crypto_scalarmult(shared: number, scalar: number, point: number): number;
    _crypto_scalarmult_base(point: number, scalar: number): number;

    _crypto_sign_seed_keypair(publicKey: number, secretKey: number, seed: number): number;
    _crypto_sign_detached(
      signature: number,
      signatureLength: 0,
      message: number,
      messageLength: number,
      messageLengthHigh: 0,
      secretKey: number,
    ): number;
    _crypto_sign_verify_detached(
      signature: number,
      message: number,
      messageLength: number,
      messageLengthHigh: 0,
      publicKey: number,
    ): number;
  }

  /** Compiles the WebAssembly and starts it; `getRandomValue` gives 32 random bits. */
  export default function createLibsodium(host: { getRandomValue(): number }): Promise<Libsodium>;
}
