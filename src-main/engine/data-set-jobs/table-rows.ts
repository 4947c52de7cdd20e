/** The rows of a delimited table, from its bytes in chunks of any size: one after the other, so that no table has to fit the memory. */
import Papa from 'papaparse';
import { DataError } from '#shared/datasets/data-error.ts';
import { guessSeparator, type Separator } from '#shared/datasets/table/separator.ts';
import { FileDecoder } from '#shared/text/file-decoder.ts';
import type { DecodeRepairs } from '#shared/text/decode.ts';
import { DEFAULT_TEXT_SETTINGS, type Encoding } from '#shared/text/settings.ts';

/** How the bytes of a table become fields. */
export interface TableReading {
  readonly encoding: Encoding | 'auto';
  /** null: as it looks. */
  readonly separator: Separator | null;
}

/** Characters that the separator is judged by. */
const JUDGED = 64 * 1024;
/** Characters of a row: one that is longer has a quote without its partner. */
const LONGEST_ROW = 8 * 1024 * 1024;

/** What papaparse's parser answers; its own types say nothing. */
interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string; readonly row: number; readonly index: number }[];
  readonly meta: { readonly cursor: number };
}

export class TableRows {
  readonly #decoder: FileDecoder;
  readonly #onRow: (fields: readonly string[], row: number) => void;
  #parser: Papa.Parser | null = null;
  #separator: Separator | null;
  /** What no row was made of yet. */
  #rest = '';
  #rows = 0;

  /**
   * @param name of the file, for messages
   * @param onRow gets each row as it stands, blank ones too, with its number from 1
   */
  constructor(
    name: string,
    { encoding, separator }: TableReading,
    onRow: (fields: readonly string[], row: number) => void,
  ) {
    this.#decoder = new FileDecoder(name, { ...DEFAULT_TEXT_SETTINGS, encoding, normalise: 'none' }, (text) =>
      this.#take(text),
    );
    this.#separator = separator;
    this.#onRow = onRow;
  }

  /** As it was found; of an empty table the usual one. */
  get separator(): Separator {
    return this.#separator ?? ',';
  }

  get encoding(): Encoding {
    return this.#decoder.encoding ?? 'utf-8';
  }

  get repairs(): Readonly<DecodeRepairs> {
    return this.#decoder.repairs;
  }

  /** @throws DataError naming row and column where quotes are wrong, TextError for what is no text */
  push(bytes: Uint8Array): void {
    this.#decoder.push(bytes);
  }

  /** @param cut the table goes on, but is not read further: the row that is cut does not count */
  end(cut = false): void {
    this.#decoder.end(cut);
    this.#open();
    if (!cut) this.#parse(false);
  }

  #take(text: string): void {
    this.#rest += text;
    if (this.#parser === null && this.#rest.length < JUDGED) return;
    this.#open();
    if (this.#rest.length > LONGEST_ROW) this.#refuseLongRow();
  }

  #open(): void {
    this.#separator ??= guessSeparator(this.#rest.slice(0, JUDGED));
    this.#parser ??= new Papa.Parser({ delimiter: this.#separator, newline: '\n' });
    this.#parse(true);
  }

  /** @param more text follows: the last row may go on */
  #parse(more: boolean): void {
    const { data, errors, meta } = this.#parsed(this.#rest, more);
    const wrong = errors.find(({ row }) => row < data.length);
    data.forEach((fields, i) => {
      if (i === wrong?.row) this.#refuseQuote(wrong);
      this.#onRow(fields, ++this.#rows);
    });
    this.#rest = this.#rest.slice(meta.cursor);
  }

  #parsed = (text: string, more: boolean): Parsed => this.#parser?.parse(text, 0, more) as Parsed;

  #refuseQuote({ code, index }: Parsed['errors'][number]): never {
    const column = this.#parsed(this.#rest.slice(0, index - 1), false).data.at(-1)?.length ?? 1;
    const where = `Row ${this.#rows + 1}, column ${column}`;
    throw new DataError(
      code === 'MissingQuotes'
        ? `${where}: a double quote opens a text that never closes. Add the closing quote, or remove the opening one.`
        : `${where}: text follows after the closing double quote. Write a quote within the text twice, as "".`,
    );
  }

  #refuseLongRow(): void {
    const { errors } = this.#parsed(this.#rest, false);
    const [wrong] = errors;
    if (wrong) this.#refuseQuote(wrong);
    throw new DataError(
      `Row ${this.#rows + 1} is longer than ${LONGEST_ROW} characters: this does not look like a table.`,
    );
  }
}
