import sharp from 'sharp';

/** A picture for a post, with the traces of a camera in it. */
export async function drawWindow(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">
    <rect width="1200" height="800" fill="#1d2a44"/>
    <rect x="400" y="140" width="400" height="480" rx="6" fill="#f6d58a"/>
    <path d="M600 140V620M400 380H800" stroke="#6b4f2e" stroke-width="18"/>
    <rect x="400" y="140" width="400" height="480" rx="6" fill="none" stroke="#6b4f2e" stroke-width="22"/>
    <rect x="350" y="618" width="500" height="34" rx="6" fill="#8a6a44"/>
    <rect x="480" y="548" width="150" height="76" rx="4" fill="#fffaf0" stroke="#b0121f" stroke-width="4"/>
    <path d="M480 548L555 596L630 548" fill="none" stroke="#b0121f" stroke-width="4"/>
  </svg>`;
  return sharp(Buffer.from(svg))
    .jpeg({ quality: 88 })
    .withExif({ IFD0: { Make: 'Secret Device', Artist: 'Secret Person' } })
    .toBuffer();
}
