/** How the names of the months begin, in English and then in Russian, in any case and number. */
export const MONTHS: readonly string[] =
  'jan feb mar apr may jun jul aug sep oct nov dec янв фев март апр ма июн июл авг сент окт нояб дек'.split(
    ' ',
  );
