import type { JSX } from 'react';
import type { RasterFormat } from '../../../shared/wire/planning.ts';
import { addressOfRaster, type CoverageChoice } from '../../api/planning.ts';
import { useText } from '../../ui/text.ts';

const FORMATS: readonly { readonly format: RasterFormat; readonly name: string | null }[] = [
  { format: 'png', name: 'PNG' },
  { format: 'tiff', name: 'GeoTIFF' },
  { format: 'geojson', name: 'GeoJSON' },
  { format: 'kml', name: 'KML' },
  { format: 'bin', name: null },
];

/** The layer that is on the map as files for other programs: as a picture, as values, as outlines of its classes. */
export function PictureFiles({ choice }: { choice: CoverageChoice }): JSX.Element {
  const text = useText();
  return (
    <details className="coverage-files">
      <summary>{text('coverage.picture-files')}</summary>
      <p>
        {FORMATS.map(({ format, name }) => (
          <a key={format} className="plain link" href={addressOfRaster(choice, format)} download>
            {name ?? text('coverage.picture-bytes')}
          </a>
        ))}
      </p>
    </details>
  );
}
