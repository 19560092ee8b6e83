export { piecesOf, plain, written, type Piece } from '../src/core/view/visibleText.ts';
