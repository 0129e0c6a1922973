// Loaded first by each process of `npm test`, so that the answers of whichever tests it runs are held to the document.
import { checkEveryAnswer } from "./every-answer.js";

checkEveryAnswer();
