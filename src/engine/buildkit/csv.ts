/** One line of fields, as buildx reads `--output`, `--secret` and `--cache-to`: a field with a comma or quote is quoted. */
export function csv(fields: readonly string[]): string {
  return fields.map(field => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
}
