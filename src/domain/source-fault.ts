/** A source could not be asked, or says nothing that can be read without guessing. The message is for admins. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
}
